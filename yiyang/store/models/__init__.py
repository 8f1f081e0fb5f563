"""The six nouns as tables.

party ──< membership            who they are, and for whom they may act
  │
case ──> grant ──> visit ──> money      data flows one way, every step asks a document
  └──────────────┴────────┴──── event   every change leaves one
"""

from yiyang.store.models.amendment import Amendment
from yiyang.store.models.case import Case, Draft, Invoice, Message, Upload
from yiyang.store.models.event import Event, Load, ReadLog
from yiyang.store.models.grant import Grant
from yiyang.store.models.issued import Issued
from yiyang.store.models.money import Entry, Line, Run, Statement
from yiyang.store.models.party import Carer, CounterCode, Institution, KeptForm, Membership, Person, Role, User
from yiyang.store.models.visit import Booking, Stay, Visit

__all__ = [
    "Amendment",
    "Booking",
    "Carer",
    "Case",
    "CounterCode",
    "Draft",
    "Entry",
    "Event",
    "Grant",
    "Institution",
    "Invoice",
    "Issued",
    "KeptForm",
    "Line",
    "Load",
    "Membership",
    "Message",
    "Person",
    "ReadLog",
    "Role",
    "Run",
    "Statement",
    "Stay",
    "Upload",
    "User",
    "Visit",
]
