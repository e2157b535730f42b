"""The doctor of the register: looks for contradictions and never writes. Each check is a small function here.

`examination.examine` runs them; the command `ocop_doctor` prints what they find.
"""
