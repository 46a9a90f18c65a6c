from __future__ import annotations

import json

from lint.reports.streaming import json_object, json_value


def test_members_and_lists_make_one_object_with_an_element_a_line() -> None:
    text = "".join(json_object({"a": {"b": 1}}, {"none": iter(()), "some": iter([1, {"c": "é"}])}))
    assert text == '{"a": {"b": 1}, "none": [], "some": [\n1,\n{"c": "\\u00e9"}]}'
    assert json.loads(text) == {"a": {"b": 1}, "none": [], "some": [1, {"c": "é"}]}


def test_no_line_holds_a_command_of_a_build_server() -> None:
    words = "###[error]a ##vso[task]b"
    assert "##" not in json_value(words)
    assert json.loads(json_value(words)) == words
