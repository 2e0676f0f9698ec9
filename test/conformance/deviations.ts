/** The schema refers to a remote document. A contract has to be one file, and schemas are not fetched, so start-up fails. */
const REMOTE = 'refers to another document';

/** JSON Schema allows `format` to be an annotation; in a contract it is an assertion, and is checked. */
const FORMAT = 'a format is checked here';

/** ajv registers a dynamic anchor when it evaluates the anchor's schema, not when it enters the surrounding schema resource. */
const DYNAMIC = 'ajv resolves $dynamicRef across resources differently';

/** What ajv counts as evaluated by `contains`, by an `if` without branches, and by nested `items`. */
const UNEVALUATED = 'ajv counts different items and properties as evaluated';

const VOCABULARY = 'has its own metaschema, so start-up fails';

/** With the precision that makes 19.99 a multiple of 0.01, a quotient that overflows does not count as an integer. */
const INFINITY = 'ajv divides floating-point numbers';

/** ajv ignores the rules for a property called `__proto__`, and `ownProperties` does not restore them. */
const PROTO = 'ajv does not see a property called __proto__';

/** In draft-07 an `$id` beside a `$ref` is ignored. It occurs only in tests for it. */
const SIBLING_ID = 'an $id beside a $ref takes effect';

/** Cases of the official suite where the result differs, by name, each with the reason. */
export const DEVIATIONS: Readonly<Record<'draft7' | 'draft2020-12', Readonly<Record<string, string>>>> = {
  draft7: {
    'definitions: validate definition against metaschema': REMOTE,
    'multipleOf: float division = inf': INFINITY,
    'properties: properties whose names are Javascript object property names: __proto__ not valid': PROTO,
    'ref: $ref prevents a sibling $id from changing the base uri': SIBLING_ID,
    'ref: remote ref, containing refs itself': REMOTE,
    'refRemote: $ref to $ref finds location-independent $id': REMOTE,
    'refRemote: Location-independent identifier in remote ref': REMOTE,
    'refRemote: base URI change': REMOTE,
    'refRemote: base URI change - change folder': REMOTE,
    'refRemote: base URI change - change folder in subschema': REMOTE,
    'refRemote: fragment within remote ref': REMOTE,
    'refRemote: ref within remote ref': REMOTE,
    'refRemote: remote ref': REMOTE,
    'refRemote: remote ref with ref to definitions': REMOTE,
    'refRemote: retrieved nested refs resolve relative to their URI not $id': REMOTE,
    'refRemote: root ref in remote ref': REMOTE,
  },
  'draft2020-12': {
    'defs: validate definition against metaschema': REMOTE,
    'dynamicRef: $dynamicRef skips over intermediate resources - direct reference: integer property passes': DYNAMIC,
    'dynamicRef: $ref and $dynamicAnchor are independent of order - $defs first': DYNAMIC,
    'dynamicRef: $ref and $dynamicAnchor are independent of order - $ref first': DYNAMIC,
    'dynamicRef: $ref to $dynamicRef finds detached $dynamicAnchor': DYNAMIC,
    'dynamicRef: A $dynamicRef resolves to the first $dynamicAnchor still in scope that is encountered when the schema is evaluated: An array of strings is valid':
      DYNAMIC,
    'dynamicRef: A $dynamicRef that initially resolves to a schema with a matching $dynamicAnchor resolves to the first $dynamicAnchor in the dynamic scope':
      DYNAMIC,
    "dynamicRef: A $dynamicRef with intermediate scopes that don't include a matching $dynamicAnchor does not affect dynamic scope resolution: An array of strings is valid":
      DYNAMIC,
    'dynamicRef: after leaving a dynamic scope, it is not used by a $dynamicRef': DYNAMIC,
    'dynamicRef: multiple dynamic paths to the $dynamicRef keyword: number list with string values': DYNAMIC,
    'dynamicRef: multiple dynamic paths to the $dynamicRef keyword: string list with number values': DYNAMIC,
    'dynamicRef: strict-tree schema, guards against misspelled properties': DYNAMIC,
    'dynamicRef: tests for implementation dynamic anchor and reference link': DYNAMIC,
    'format: date format: invalid date string is only an annotation by default': FORMAT,
    'format: date-time format: invalid date-time string is only an annotation by default': FORMAT,
    'format: duration format: invalid duration string is only an annotation by default': FORMAT,
    'format: email format: invalid email string is only an annotation by default': FORMAT,
    'format: hostname format: invalid hostname string is only an annotation by default': FORMAT,
    'format: ipv4 format: invalid ipv4 string is only an annotation by default': FORMAT,
    'format: ipv6 format: invalid ipv6 string is only an annotation by default': FORMAT,
    'format: json-pointer format: invalid json-pointer string is only an annotation by default': FORMAT,
    'format: regex format: invalid regex string is only an annotation by default': FORMAT,
    'format: relative-json-pointer format: invalid relative-json-pointer string is only an annotation by default':
      FORMAT,
    'format: time format: invalid time string is only an annotation by default': FORMAT,
    'format: uri format: invalid uri string is only an annotation by default': FORMAT,
    'format: uri-reference format: invalid uri-reference string is only an annotation by default': FORMAT,
    'format: uri-template format: invalid uri-template string is only an annotation by default': FORMAT,
    'format: uuid format: invalid uuid string is only an annotation by default': FORMAT,
    'multipleOf: float division = inf': INFINITY,
    'properties: properties whose names are Javascript object property names: __proto__ not valid': PROTO,
    'ref: remote ref, containing refs itself': REMOTE,
    'refRemote: $ref to $ref finds detached $anchor': REMOTE,
    'refRemote: Location-independent identifier in remote ref': REMOTE,
    'refRemote: anchor within remote ref': REMOTE,
    'refRemote: base URI change': REMOTE,
    'refRemote: base URI change - change folder': REMOTE,
    'refRemote: base URI change - change folder in subschema': REMOTE,
    'refRemote: fragment within remote ref': REMOTE,
    'refRemote: ref within remote ref': REMOTE,
    'refRemote: remote HTTP ref with different $id': REMOTE,
    'refRemote: remote HTTP ref with different URN $id': REMOTE,
    'refRemote: remote HTTP ref with nested absolute ref': REMOTE,
    'refRemote: remote ref': REMOTE,
    'refRemote: remote ref with ref to defs': REMOTE,
    'refRemote: retrieved nested refs resolve relative to their URI not $id': REMOTE,
    'refRemote: root ref in remote ref': REMOTE,
    "unevaluatedItems: unevaluatedItems and contains interact to control item dependency relationship: only a's and c's are invalid":
      UNEVALUATED,
    "unevaluatedItems: unevaluatedItems and contains interact to control item dependency relationship: only b's and c's are invalid":
      UNEVALUATED,
    "unevaluatedItems: unevaluatedItems and contains interact to control item dependency relationship: only b's are invalid":
      UNEVALUATED,
    "unevaluatedItems: unevaluatedItems and contains interact to control item dependency relationship: only c's are invalid":
      UNEVALUATED,
    'unevaluatedItems: unevaluatedItems can see annotations from if without then and else: valid in case if is evaluated':
      UNEVALUATED,
    'unevaluatedItems: unevaluatedItems depends on adjacent contains: contains passes, second item is not evaluated':
      UNEVALUATED,
    'unevaluatedItems: unevaluatedItems depends on multiple nested contains: 7 not evaluated, fails unevaluatedItems':
      UNEVALUATED,
    'unevaluatedItems: unevaluatedItems with $dynamicRef': DYNAMIC,
    'unevaluatedItems: unevaluatedItems with nested items: with invalid additional item': UNEVALUATED,
    'unevaluatedItems: unevaluatedItems with nested items: with no additional items': UNEVALUATED,
    'unevaluatedProperties: unevaluatedProperties can see annotations from if without then and else: valid in case if is evaluated':
      UNEVALUATED,
    'unevaluatedProperties: unevaluatedProperties with $dynamicRef': DYNAMIC,
    'unevaluatedProperties: unevaluatedProperties with if/then/else, then not defined: when if is false and has unevaluated properties':
      UNEVALUATED,
    'vocabulary: ignore unrecognized optional vocabulary': VOCABULARY,
    'vocabulary: schema that uses custom metaschema with with no validation vocabulary': VOCABULARY,
  },
};
