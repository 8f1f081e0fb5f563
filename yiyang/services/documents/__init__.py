"""The documents for people: read article by article, asked, tried with other values, offered as services."""
