"""Messages: handed to a sink that carries them out of the house, and shown to whom they are for."""

from yiyang.services.outbox.sending import Sent, send
from yiyang.services.outbox.sink import FileSink, Sink

__all__ = ["FileSink", "Sent", "Sink", "send"]
