"""Checking: how a claimed quotation stands to a store, and on what evidence."""

from __future__ import annotations

from quotecheck.checking.check import Checker
from quotecheck.checking.claims import Claim, read_claims

__all__ = ["Checker", "Claim", "read_claims"]
