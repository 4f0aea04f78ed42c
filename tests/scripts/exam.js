// What tests and benchmarks ask of the page of exams, without the page.

import { parse, query } from "../../generator/web/scripts/exam/composing/blueprint.js";
import { ImpossibleError } from "../../generator/web/scripts/exam/composing/common.js";
import { compose } from "../../generator/web/scripts/exam/composing/compose.js";
import { ItemPool } from "../../generator/web/scripts/exam/composing/item_pool.js";
import { files } from "../../generator/web/scripts/exam/exports.js";
import * as scoring from "../../generator/web/scripts/exam/scoring.js";
import { paperView } from "../../generator/web/scripts/exam/view.js";

self.HBExam = { ImpossibleError, ItemPool, compose, files, parse, query, view: { ...scoring, paperView } };
