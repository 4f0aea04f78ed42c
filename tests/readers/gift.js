// Reads a GIFT file with gift-pegjs and prints what it found as JSON.
const { createRequire } = require("module");
const { parse } = createRequire(`${process.argv[2]}/`)("gift-pegjs");
process.stdout.write(JSON.stringify(parse(require("fs").readFileSync(process.argv[3], "utf8"))));
