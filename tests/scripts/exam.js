// What tests and benchmarks ask of the page of exams, without the page.

import { parse, query } from "../../generator/web/scripts/exam/composing/blueprint.js";
import { Impossible } from "../../generator/web/scripts/exam/composing/common.js";
import { compose } from "../../generator/web/scripts/exam/composing/compose.js";
import { Stock } from "../../generator/web/scripts/exam/composing/stock.js";
import { files } from "../../generator/web/scripts/exam/exports.js";
import * as scoring from "../../generator/web/scripts/exam/scoring.js";
import { paperView } from "../../generator/web/scripts/exam/view.js";

self.HBExam = { Impossible, Stock, compose, files, parse, query, view: { ...scoring, paperView } };
