"""The process that draws: specifications on its standard input, pictures on its output.

Started by its path, so that it loads nothing of this program: only the renderer, which takes
some 60 MB. Each text is preceded by a line with its number of bytes.
"""

import sys

import vl_convert


def main() -> None:
    """Draw until nobody asks any more."""
    asked, answer = sys.stdin.buffer, sys.stdout.buffer
    for folder in sys.argv[1:]:
        vl_convert.register_font_directory(folder)
    while length := asked.readline():
        text = asked.read(int(length)).decode()
        picture = str(vl_convert.vegalite_to_svg(text, allowed_base_urls=[])).encode()
        answer.write(b"%d\n" % len(picture) + picture)
        answer.flush()


if __name__ == "__main__":
    main()
