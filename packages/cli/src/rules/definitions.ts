// Rules about what the server lists: tools, resources, templates and prompts.

export const DEFINITION_RULES = [
  {
    id: 'definitions/list-failed',
    severity: 'error',
    title: 'A list that the capabilities promise is answered with an error or is not a list',
    mend: 'Answer the list request, or leave its capability out.',
  },
  {
    id: 'definitions/list-rejected',
    severity: 'error',
    title: 'The official client refuses the list, so none of its entries can be used',
    mend: 'Make each entry match the schema of the specification.',
  },
  {
    id: 'definitions/list-endless',
    severity: 'warning',
    title: 'A list did not end within the limits, or its cursor came back twice',
    mend: 'Leave `nextCursor` out of the last page.',
  },
  {
    id: 'definitions/list-order',
    severity: 'error',
    title: 'Two lists taken one after the other differ',
    mend: 'Return entries in a fixed order, such as by name.',
  },
  {
    id: 'definitions/duplicate-name',
    severity: 'error',
    title: 'Two entries of a list have the same name or URI',
    mend: 'Give each entry a name or URI of its own.',
  },
  {
    id: 'definitions/name',
    severity: 'error',
    title: 'A tool name is outside `[A-Za-z0-9_.-]{1,128}`, or an entry has no name',
    mend: 'Use 1 to 128 letters, digits, `_`, `.` and `-`.',
  },
  {
    id: 'definitions/tool-description',
    severity: 'error',
    title: 'A tool has no description',
    mend: 'Say what the tool does and when to use it: the model has nothing else to go by.',
  },
  {
    id: 'definitions/property-description',
    severity: 'warning',
    title: 'A property of an input schema has no description',
    mend: 'Describe each property: meaning, unit, an example.',
  },
  {
    id: 'definitions/input-schema',
    severity: 'error',
    title: 'An input schema is missing or is not of type `object`',
    mend: 'Set `inputSchema.type` to `"object"`, also for a tool without arguments.',
  },
  {
    id: 'definitions/schema-invalid',
    severity: 'error',
    title: 'A schema is not a valid JSON Schema, or is too costly to compile',
    mend: 'Compile the schema with a JSON Schema 2020-12 validator and correct what it says.',
  },
  {
    id: 'definitions/schema-network-ref',
    severity: 'error',
    title: 'A schema has a `$ref` that leaves the document',
    mend: 'Put the definition under `$defs` and refer to it with `#/$defs/...`.',
  },
  {
    id: 'definitions/uri-invalid',
    severity: 'error',
    title: 'The URI of a resource is not an absolute URI',
    mend: 'Use an absolute URI with a scheme, such as `docs://guide`.',
  },
  {
    id: 'definitions/template-invalid',
    severity: 'error',
    title: 'A URI template is not valid under RFC 6570',
    mend: 'Close each brace and use names of letters, digits and `_`, such as `docs://{id}`.',
  },
  {
    id: 'definitions/mime-type',
    severity: 'warning',
    title: 'A resource, a template or the content of a resource has no mimeType',
    mend: 'Set `mimeType`, so that a client knows how to show the content.',
  },
] as const;
