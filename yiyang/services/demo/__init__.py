"""The demo: a month of invented visits in Changchun, Jiangmen's people and hospitals, and one login per role."""

from yiyang.services.demo.changchun import FOLDER, LOGINS, MONTH, PLACE, live, seed, seeded
from yiyang.services.demo.logins import PASSWORD, Login, viewer

__all__ = ["FOLDER", "LOGINS", "MONTH", "PASSWORD", "PLACE", "Login", "live", "seed", "seeded", "viewer"]
