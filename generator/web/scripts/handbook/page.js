// Copy buttons and the filters of the rule index. Everything can be read without this file.

import "./copying.js";
import "./drawer.js";
import "./rules.js";

const root = document.documentElement;
if (!root.classList.replace("no-js", "js")) root.classList.add("js");
