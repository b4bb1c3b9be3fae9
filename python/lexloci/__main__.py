"""`python -m lexloci` is the command."""

from ._command import main

main()
