"""``python -m generator`` is ``handbook``."""

import sys

from generator.core.texts import _


def run() -> None:
    """The command; an interrupt while the program itself is still loading ends it like a later one."""
    try:
        from generator.commands.cli import main  # noqa: PLC0415 - what takes long to load is loaded here

        main()
    except KeyboardInterrupt:
        sys.stderr.write(f"\n{_('已中断。')}\n")
        sys.exit(130)


if __name__ == "__main__":
    run()
