"""The six nouns as tables.

party ──< membership            who they are, and for whom they may act
  │
case ──> grant ──> visit ──> money      data flows one way, every step asks a document
  └──────────────┴────────┴──── event   every change leaves one
"""

from yiyang.store.models.calendar import WorkDay
from yiyang.store.models.case import Case
from yiyang.store.models.event import Event, Load, ReadLog
from yiyang.store.models.grant import Grant
from yiyang.store.models.money import Entry, Line, Run, Statement
from yiyang.store.models.party import Carer, Institution, Membership, Person, Role, User
from yiyang.store.models.visit import Stay, Visit

__all__ = [
    "Carer",
    "Case",
    "Entry",
    "Event",
    "Grant",
    "Institution",
    "Line",
    "Load",
    "Membership",
    "Person",
    "ReadLog",
    "Role",
    "Run",
    "Statement",
    "Stay",
    "User",
    "Visit",
    "WorkDay",
]
