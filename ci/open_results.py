"""Leaves in a SARIF report what nobody suppressed: code scanning reads no suppressions and would open an alert for each.

python ci/open_results.py FILE
"""

import json
import sys
from pathlib import Path

file = Path(sys.argv[1])
log = json.loads(file.read_bytes())
for run in log["runs"]:
    run["results"] = [result for result in run["results"] if not result["suppressions"]]
file.write_text(json.dumps(log))
