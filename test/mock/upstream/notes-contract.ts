/** An API that covers what is forwarded to an upstream: path parameters, a query, JSON, and bytes. */
export const NOTES_CONTRACT = `
openapi: 3.1.0
info: { title: Notes, version: '1' }
paths:
  /notes/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: read_note
      parameters: [{ name: lang, in: query, schema: { enum: [en, de] } }]
      responses:
        '200':
          description: The note.
          headers: { X-Version: { required: true, schema: { type: integer } } }
          content:
            application/json:
              schema:
                type: object
                required: [text]
                additionalProperties: false
                properties: { text: { type: string }, tags: { type: array, items: { type: string } } }
              example: { text: made up }
    put:
      operationId: write_note
      requestBody: { content: { application/octet-stream: {} } }
      responses: { '204': { description: Written. } }
  /sessions:
    post:
      operationId: log_in
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [user, password], properties: { user: { type: string }, password: { type: string } } }
      responses:
        '201': { description: In., content: { application/json: { schema: { type: object } } } }
        '403': { description: Not you. }
`;
