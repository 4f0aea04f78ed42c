// What search/box/loading.js loads.

import { Engine } from "./engine.js";

globalThis.HBSearch = { Engine };
