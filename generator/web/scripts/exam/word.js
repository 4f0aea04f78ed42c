// A form → a Word document to change and print: the few parts of the file written by hand, packed without compression.

import { _ } from "../texts.js";
/** @import { Form, ItemView, PaperView } from "./types.d.ts" */
/** @import { ItemPool } from "./composing/item_pool.js" */
import { zipped } from "./archive.js";
import * as printed from "./paper.js";
import * as scoring from "./scoring.js";
import { paperView } from "./view.js";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const DOCX = `${TYPES}.document`;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
// Text width and indents in twentieths of a point.
const WIDTH = 9354;
const INDENT = 546;
// The gap of a blank, of spaces at which no line breaks.
const GAP = "\u00a0".repeat(6);

/** @param {string} text */
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
/** @param {string} text */
const quoted = (text) => escaped(text).replace(/"/g, "&quot;");

/** @param {string} text */
function run(text, properties = "") {
  const said = text
    .split("\n")
    .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
    .join("<w:br/>");
  return `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${said}</w:r>`;
}
/** @param {string} text */
const bold = (text) => run(text, "<w:b/>");
const TAB = "<w:r><w:tab/></w:r>";

/** @param {string} style @param {string} runs @param {string} [properties] */
const paragraph = (style, runs, properties = "") =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${properties}</w:pPr>${runs}</w:p>`;

/** Properties stand in the order that the format wants. @param {boolean} next whether the next paragraph belongs to it */
const kept = (next) => `${next ? "<w:keepNext/>" : ""}<w:keepLines/>`;

/** @param {string[][]} rows @param {number[]} widths */
function table(rows, widths) {
  const border = (/** @type {string} */ side) =>
    `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`;
  const borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("");
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const cell = (/** @type {string} */ text, /** @type {number} */ at) =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/></w:tcPr>${paragraph("Cell", run(text))}</w:tc>`;
  const body = rows.map((cells) => `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.map(cell).join("")}</w:tr>`);
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((x, y) => x + y)}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders>` +
    `<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${body.join("")}</w:tbl>${paragraph("Normal", "")}`
  );
}

/** @param {number} cells */
const even = (cells) => new Array(cells).fill(Math.floor(WIDTH / cells));

// ---- the document ----

/** @param {PaperView} view @param {ItemPool} itemPool @param {boolean} keys */
function body(view, itemPool, keys) {
  const out = [
    paragraph("Title", run(view.heading)),
    paragraph("Facts", run(_`《${view.handbook}》${view.edition}`)),
  ];
  if (keys) out.push(paragraph("Facts", bold(printed.TEACHER)));
  else
    out.push(
      paragraph("Facts", run(_`姓名＿＿＿＿＿＿　工号＿＿＿＿＿＿　单位＿＿＿＿＿＿＿＿　日期＿＿＿＿＿＿`)),
    );
  out.push(paragraph("Normal", bold(_`注意事项`)));
  [
    _`本卷${view.facts}页数见页脚。`,
    _`先填好姓名、工号、单位和日期，再答题。`,
    ...view.notes.slice(1),
  ].forEach((note, at) => out.push(paragraph("Note", run(`${at + 1}. ${note}`))));
  const numbers = view.parts.map(({ number }) => number);
  const marks = view.parts.map((part) => String(part.marks));
  const blank = [...numbers, ""].map(() => "");
  out.push(
    table(
      [
        [_`题号`, ...numbers, _`总分`],
        [_`满分`, ...marks, String(view.marks)],
        [_`得分`, ...blank],
        [_`评分人`, ...blank],
      ],
      even(numbers.length + 2),
    ),
  );
  for (const part of view.parts) {
    out.push(paragraph("Section", run(part.heading)), paragraph("Task", run(part.task), kept(true)));
    for (const group of part.groups) {
      if (group.heading)
        out.push(
          paragraph("Normal", bold(group.heading), kept(true)),
          paragraph("Scene", run(group.scene), kept(true)),
        );
      for (const item of group.items) out.push(question(item, keys));
    }
  }
  out.push(paragraph("Facts", run(_`（试卷到此为止）`)));
  if (keys) out.push(keyPage(view, itemPool), reasons(view));
  return out.join("");
}

/** @param {ItemView} item @param {boolean} keys @param {number} at */
const blank = (item, keys, at) => run(_`（`) + (keys ? bold(item.key[at]) : run(GAP)) + run(_`）`);

/** @param {ItemView} item @param {boolean} keys */
function question(item, keys) {
  const ranked = item.type === "match" || item.type === "order";
  const kind = item.kind ? _`〔${item.kind}〕` : "";
  const marks = item.marks.map((/** @type {string} */ mark) => _`〔${mark}〕`).join("");
  /** @type {[string, string][]} style and runs */
  const rows = [
    [
      "Stem",
      run(_`${item.number}．`) +
        TAB +
        run(kind + item.stem + item.tail) +
        (ranked ? "" : blank(item, keys, 0)) +
        (marks && run(marks)),
    ],
  ];
  item.rows.forEach((/** @type {string} */ text, /** @type {number} */ at) =>
    rows.push(["Options1", blank(item, keys, at) + run(_`${at + 1}．${text}`)]),
  );
  for (let at = 0; at < item.choices.length; at += item.columns) {
    const cells = item.choices.slice(at, at + item.columns).map((one) => run(_`${one.letter}．${one.text}`));
    rows.push([`Options${item.columns}`, cells.join(TAB)]);
  }
  if (item.type === "order") {
    const places = item.key.map(
      (/** @type {string} */ _, /** @type {number} */ at) => (at ? run("→") : "") + blank(item, keys, at),
    );
    rows.push(["Options1", run(_`顺序：`) + places.join("")]);
  }
  return rows.map(([style, runs], at) => paragraph(style, runs, kept(at < rows.length - 1))).join("");
}

/** The key on a page of its own. @param {PaperView} view @param {ItemPool} itemPool */
function keyPage(view, itemPool) {
  const out = [
    paragraph("Title", run(_`${view.heading}　答案表`), "<w:pageBreakBefore/>"),
    paragraph(
      "Facts",
      run(_`《${view.handbook}》${view.edition}　${view.foot}　试题指纹${view.fingerprint}`),
    ),
  ];
  for (const { part, across, rows } of scoring.answers(view, itemPool)) {
    const cells = rows.flatMap((row) => {
      const empty = new Array(across - row.length).fill("");
      return [
        [_`题号`, ...row.map(({ number }) => String(number)), ...empty],
        [_`答案`, ...row.map(({ brief }) => brief), ...empty],
      ];
    });
    out.push(
      paragraph("Section", run(part.heading)),
      table(cells, [900, ...new Array(across).fill(Math.floor((WIDTH - 900) / across))]),
    );
  }
  out.push(
    paragraph("Section", run(_`及格线和换算`)),
    paragraph("Normal", run(scoring.said(view).replace("下表里粗体的及格。", ""))),
  );
  return out.join("");
}

/** @param {PaperView} view */
function reasons(view) {
  const out = [paragraph("Title", run(_`${view.heading}　解析`), "<w:pageBreakBefore/>")];
  for (const part of view.parts) {
    out.push(paragraph("Section", run(_`${part.number}、${part.title}`)));
    for (const item of part.items) {
      const why = item.reasons.map((one) => _`${one.label}：${one.text}`).join("　");
      const rules = item.rules
        .map((one) => `${one.id} ${one.title}${one.mark && _`〔${one.mark}〕`}`)
        .join(_`；`);
      out.push(
        paragraph(
          "Stem",
          run(_`${item.number}．`) + TAB + bold(item.answer) + run(`　${item.rationale}`),
          kept(true),
        ),
      );
      if (why) out.push(paragraph("Why", run(why), kept(true)));
      out.push(paragraph("Why", run(_`规则：${rules}　试题：${item.id}`), kept(false)));
    }
  }
  return out.join("");
}

// ---- the other parts ----

/** @param {string} id @param {string} properties @param {string} runs */
const style = (id, properties, runs = "") =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/>` +
  `<w:basedOn w:val="Normal"/><w:pPr>${properties}</w:pPr><w:rPr>${runs}</w:rPr></w:style>`;
const HEI = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="黑体"/>';
/** @param {number} columns */
const tabs = (columns) => {
  const step = Math.floor((WIDTH - INDENT) / columns);
  const stops = Array.from(
    { length: columns - 1 },
    (__, at) => `<w:tab w:val="left" w:pos="${INDENT + step * (at + 1)}"/>`,
  );
  return `${stops.length ? `<w:tabs>${stops.join("")}</w:tabs>` : ""}<w:ind w:left="${INDENT}"/>`;
};
const STYLES =
  `${XML}<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr>` +
  '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="21"/>' +
  '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>' +
  '<w:pPr><w:spacing w:line="312" w:lineRule="auto"/></w:pPr></w:style>' +
  style("Title", '<w:jc w:val="center"/>', `${HEI}<w:b/><w:sz w:val="32"/>`) +
  style("Facts", '<w:spacing w:after="120"/><w:jc w:val="center"/>') +
  style(
    "Section",
    '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="0"/>',
    `${HEI}<w:b/><w:sz w:val="23"/>`,
  ) +
  style(
    "Stem",
    `<w:tabs><w:tab w:val="left" w:pos="${INDENT}"/></w:tabs><w:spacing w:before="100"/><w:ind w:left="${INDENT}" w:hanging="${INDENT}"/>`,
  ) +
  [1, 2, 4].map((columns) => style(`Options${columns}`, tabs(columns))).join("") +
  style("Why", `<w:ind w:left="${INDENT}"/>`) +
  style("Note", `<w:ind w:left="${INDENT}" w:hanging="${INDENT}"/>`) +
  style("Task", "<w:keepNext/>") +
  style(
    "Scene",
    '<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="auto"/></w:pBdr><w:ind w:left="210"/>',
  ) +
  style("Cell", '<w:spacing w:line="264" w:lineRule="auto"/><w:jc w:val="center"/>') +
  style("Footer", '<w:jc w:val="center"/>', '<w:sz w:val="18"/>') +
  "</w:styles>";

/** @param {string} code */
const field = (code) => `<w:fldSimple w:instr="${code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>`;

/** @param {Form} form @param {ItemPool} itemPool @param {boolean} teacher @returns {Map<string, string>} */
function parts(form, itemPool, teacher) {
  const view = paperView(form, itemPool);
  const foot = printed.foot(form, teacher ? "teacher" : "paper", itemPool);
  const pages = run(_`第`) + field("PAGE") + run(_`页（共`) + field("NUMPAGES") + run(_`页）　${foot}`);
  const footer = paragraph("Footer", pages);
  const page =
    '<w:sectPr><w:footerReference w:type="default" r:id="r2"/><w:pgSz w:w="11906" w:h="16838"/>' +
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>';
  const relationship = (/** @type {string} */ id, /** @type {string} */ type, /** @type {string} */ target) =>
    `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
  const relationships = (/** @type {string[]} */ ...all) =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join("")}</Relationships>`;
  const override = (/** @type {string} */ name, /** @type {string} */ type) =>
    `<Override PartName="/${name}" ContentType="${type}"/>`;
  return new Map([
    [
      "[Content_Types].xml",
      `${XML}<Types xmlns="${PACKAGE}/content-types">` +
        `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        override("word/document.xml", `${TYPES}.document.main+xml`) +
        override("word/styles.xml", `${TYPES}.styles+xml`) +
        override("word/footer1.xml", `${TYPES}.footer+xml`) +
        override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") +
        "</Types>",
    ],
    [
      "_rels/.rels",
      relationships(
        relationship("r1", `${OFFICE}/officeDocument`, "word/document.xml"),
        relationship("r2", `${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"),
      ),
    ],
    [
      "word/_rels/document.xml.rels",
      relationships(
        relationship("r1", `${OFFICE}/styles`, "styles.xml"),
        relationship("r2", `${OFFICE}/footer`, "footer1.xml"),
      ),
    ],
    ["word/styles.xml", STYLES],
    ["word/footer1.xml", `${XML}<w:ftr xmlns:w="${W}">${footer}</w:ftr>`],
    [
      "docProps/core.xml",
      `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" ` +
        `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${quoted(`${form.title} ${foot}`)}</dc:title>` +
        "<dc:language>zh-CN</dc:language></cp:coreProperties>",
    ],
    [
      "word/document.xml",
      `${XML}<w:document xmlns:w="${W}" xmlns:r="${OFFICE}"><w:body>${body(view, itemPool, teacher)}${page}</w:body></w:document>`,
    ],
  ]);
}

/** @param {Form} form @param {ItemPool} itemPool @param {boolean} teacher */
export const word = (form, itemPool, teacher) =>
  new Blob(zipped(parts(form, itemPool, teacher)), { type: DOCX });
