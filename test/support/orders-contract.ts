/** A contract with outgoing requests: callbacks of an operation, and webhooks. */
export const ORDERS_CONTRACT = `
openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders:
    post:
      operationId: create_order
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [amount]
              properties: { amount: { type: integer }, callbackUrl: { type: string } }
      responses:
        '201':
          description: Made.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Order' }
              example: { id: ord_1, state: open }
        '409':
          description: Not made.
      callbacks:
        onPaid:
          '{$request.body#/callbackUrl}/orders/{$response.body#/id}':
            post:
              requestBody:
                content:
                  application/json:
                    schema:
                      type: object
                      required: [event, data]
                      properties:
                        event: { const: order.paid }
                        data:
                          type: object
                          required: [id, amount]
                          properties: { id: { type: string }, amount: { type: integer }, state: { const: paid } }
                    example: { event: order.paid, data: { id: ord_0, amount: 1, state: paid } }
              responses: { '200': { description: Taken. } }
webhooks:
  orderShipped:
    post:
      summary: An order has left the house.
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Order' }
      responses: { '200': { description: Taken. } }
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties: { id: { type: string, minLength: 1 }, state: { enum: [open, paid, shipped] } }
`;
