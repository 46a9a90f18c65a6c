
def fragment(source, start, end):
    import re

    from lint.article import Role
    from lint.readers.builder import BlockBuilder
    out=[]; b=BlockBuilder(source); at=start
    for m in re.finditer(r"<[^>]*>", source[start:end]):
        b.literal(at,start+m.start()); b.space(start+m.start(),start+m.end()); at=start+m.end()
    b.literal(at,end)
    x=b.build(Role.PARAGRAPH)
    return [x] if x else []
