import { Hono } from 'hono'
import { openapi } from './document'

/** `GET /v1/openapi.json`: for everybody, as it says nothing that is not in the documentation. */
export const openapiRoutes = (): Hono => {
  const app = new Hono()
  const body = JSON.stringify(openapi)
  app.get('/v1/openapi.json', (context) =>
    context.body(body, 200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    }),
  )
  return app
}
