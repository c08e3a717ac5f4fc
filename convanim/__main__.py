"""`python -m convanim` is `convanim`."""

from convanim.cli.main import main

raise SystemExit(main())
