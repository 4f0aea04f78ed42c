"""View objects → text. The only importer of jinja2; everything is escaped unless a template says not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.core import texts
from generator.core.files import digests, program
from generator.core.texts import _
from generator.views import prose
from generator.web import TEMPLATES

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from generator.core.files.cache import Cache
    from generator.core.vocabulary import Modality


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    install_texts(environment)
    environment.filters |= {
        "badge": _badge,
        "compact": _compact,
        # In a double-quoted YAML scalar, which engines print into HTML as it is.
        "front_matter": prose.in_markdown,
        "lines": prose.lines,
        "mark": _mark,
        "markdown": prose.in_markdown,
        "one_block": _one_block,
    }
    return environment


def install_texts(environment: Environment) -> None:
    """Gives an environment's templates the texts of the catalogue: ``_("……%(name)s", name=…)``."""
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(texts.gettext, texts.ngettext, newstyle=True)  # type: ignore[attr-defined] # the extension's
    environment.globals["_"] = _with_html if environment.autoescape else _as_it_is


def _with_html(message: str, **fields: object) -> str:
    """As the extension's, which fills even texts without fields anew each time."""
    text = texts.gettext(message)
    return Markup(text) % fields if fields else _without_fields(text)  # noqa: S704 - the catalogue's


@cache
def _without_fields(text: str) -> str:
    return Markup(text) % {}  # noqa: S704 - likewise


def _as_it_is(message: str, **fields: object) -> str:
    return texts.gettext(message) % fields


class _Compiled(BytecodeCache):
    """Templates as code, kept in a cache: compiling them takes as long as filling them."""

    def __init__(self, cache: Cache, whose: str) -> None:
        self._cache, self._whose = cache, whose

    def load_bytecode(self, bucket: Bucket) -> None:
        if (code := self._cache.get(self._key(bucket))) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._cache.put(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        """The text of the template is compared by jinja2; with what it is compiled, by the program."""
        parts = (program.fingerprint(), self._whose, bucket.key, bucket.checksum)
        return digests.hexadecimal("\0".join(parts).encode())


def keep_compiled(cache: Cache, theme: Environment | None = None) -> None:
    """Keeps the templates of pages, or those of a ``theme``, compiled in a cache."""
    environment = theme or _environment()
    environment.bytecode_cache = _Compiled(cache, "theme" if theme else "pages")


def _compact(block: str) -> Markup:
    """Finished HTML without blank lines: Markdown takes it as one block and leaves it alone."""
    plain = str(block)  # lines of a Markup would each be a Markup again, which takes a while
    stripped = (line.strip() for line in plain.split("\n"))
    return Markup("\n".join(line for line in stripped if line) + "\n")  # noqa: S704 - was escaped when it was made


@cache
def _badge(modality: Modality) -> Markup:
    """约束程度, told apart by shape."""
    html = Markup('<span class="hb-badge hb-badge--{}"><span class="hb-sr">{}</span>{}</span>')
    return html.format(modality.slug, _("约束程度："), modality.value)


@cache
def _mark(text: str) -> Markup:
    """A short note in words beside a rule's name; nothing for an empty text."""
    return Markup('<span class="hb-mark">{}</span>').format(text) if text else Markup("")


def _one_block(text: str) -> Markup:
    """Preformatted text in one line of HTML."""
    return Markup("&#10;").join(escape(line) for line in text.split("\n"))


def render(template: str, **values: object) -> str:
    """Fills ``templates/<template>``; a name the template uses and nobody gives is an error."""
    return _environment().get_template(template).render(**values)
