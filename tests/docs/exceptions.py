"""Code blocks that are not run, each with the reason."""

#: Commands that are not run: how they begin, and why.
COMMANDS = {
    "pip install ": "installs from the package index; `nox -s build` installs the wheels",
    "python3 -m pip install ": "installs from the package index; `.ci/run` begins this way",
    "uv tool install ": "installs into the home; tests/install runs it with another one",
    "uv run nox": "runs this test itself, among others",
    "python -m keyring set ": "asks for a secret",
    "chmod 600 ": "the file is the reader's own",
}

#: Blocks that are not code: page, how they begin, and what they are.
NO_CODE = {
    ("README.md", "specs/        what each"): "the folders",
    ("endpoint-roster-cli/README.md", "roster sim [--ready-file"): "a synopsis",
}
