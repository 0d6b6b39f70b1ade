# The JSON Schema against reports: schema.py accept|refuse FOLDER-OR-FILE: exit status 0 if it does, and why not on standard output.
# schema.py described: whether each key that a report can have says in the schema what it is for, as editors show it.
import os
import sys
import warnings

import yaml

warnings.simplefilter("ignore", DeprecationWarning)
import jsonschema  # noqa: E402

SCHEMAS = os.path.join(os.environ.get("srcdir", "."), "content")


class TextLoader(yaml.BaseLoader):
    """All scalars are text, as lectern reads them."""


class EditorLoader(yaml.SafeLoader):
    """Numbers and truth values by YAML's own types, as an editor that checks against a schema reads them; no dates, as in YAML 1.2."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_json(value):
    """The keys of JSON are text."""
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value


def read(path, loader):
    with open(path, encoding="utf-8") as file:
        return as_json(yaml.load(file, loader))


def schemas():
    """Both by name; they need no network, since one refers to the other by its file's name."""
    names = ("report.schema.json", "chapter.schema.json")
    store = {name: read(os.path.join(SCHEMAS, name), yaml.SafeLoader) for name in names}
    for schema in store.values():
        jsonschema.Draft7Validator.check_schema(schema)
    return store


def problems_of(value, name, store):
    resolver = jsonschema.RefResolver("", store[name], store=store)
    validator = jsonschema.Draft7Validator(store[name], resolver=resolver)
    return ["/".join(str(step) for step in error.absolute_path) + ": " + error.message[:200] for error in validator.iter_errors(value)]


def problems(path, loader):
    """Of a report: of its manifest and of each chapter that has a file."""
    manifest_path = os.path.join(path, "report.yaml") if os.path.isdir(path) else path
    store = schemas()
    manifest = read(manifest_path, loader)
    found = [(manifest_path, problem) for problem in problems_of(manifest, "report.schema.json", store)]
    chapters = manifest.get("chapters", []) if isinstance(manifest, dict) else []
    for name in chapters if isinstance(chapters, list) else []:
        chapter_path = os.path.join(os.path.dirname(manifest_path), name) if isinstance(name, str) else ""
        if os.path.isfile(chapter_path):
            found += [(chapter_path, problem) for problem in problems_of(read(chapter_path, loader), "chapter.schema.json", store)]
    return found


def undescribed(value, path, definitions):
    """Keys without a description of their own, or that of what they refer to."""
    found = []
    for key, item in (value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()):
        if key == "properties":
            for name, wanted in item.items():
                meant = definitions.get(wanted.get("$ref", "").rpartition("/")[2], {})
                if not wanted.get("description", meant.get("description", "")).endswith("."):
                    found.append(f"{path}/{name}")
        found += undescribed(item, f"{path}/{key}", definitions)
    return found


def main():
    if sys.argv[1:] == ["described"]:
        schema = schemas()["report.schema.json"]
        found = undescribed(schema, "", schema["definitions"])
        print("\n".join(found))
        sys.exit(1 if found else 0)
    wish, path = sys.argv[1:]
    loaders = (TextLoader, EditorLoader) if wish == "accept" else (TextLoader,)
    found = [(loader.__name__, *problem) for loader in loaders for problem in problems(path, loader)]
    for problem in found:
        print("# " + ": ".join(problem).replace("\n", " "))
    sys.exit(0 if bool(found) == (wish == "refuse") else 1)


main()
