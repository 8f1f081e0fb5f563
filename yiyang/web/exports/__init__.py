"""The lists of all pages, one explicit table, and the middleware that hands them out as files."""

from yiyang.web.exports.middleware import Exports, offered

__all__ = ["Exports", "offered"]
