// What tests ask of the reckoning of days.

import * as days from "../../generator/web/scripts/clock/days.js";

self.hbDays = days;
