import { Hono } from 'hono'
import type { Access } from '../access/access'
import { cors } from '../http/cors'
import type { Limits } from '../http/limits'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { ConfigSource } from './current'
import type { Quotas } from './quotas'

/** Weak comparison, as RFC 9110 §13.1.2 asks for If-None-Match. */
const matches = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, ''))) ?? false

/** `GET /v1/config`: always asked for again (`no-cache`), rarely sent again (`ETag`). What the project has published, else the file. */
export const configRoutes = (source: ConfigSource, quotas: Quotas, limits: Limits, access: Access): Hono => {
  const app = new Hono()
  app.use('/v1/config', cors(access, 'GET'))
  app.get('/v1/config', async (context) => {
    const waitMs = await limits.take('config', limits.clientOf(context))
    if (waitMs > 0) return limits.refuse(context, 'config', waitMs)
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const refused = await access.refuseUnknown(project)
    if (refused) return refused
    const waitProjectMs = await limits.take('configOfProject', project)
    if (waitProjectMs > 0) return limits.refuse(context, 'configOfProject', waitProjectMs)
    const published = await source.current(project)
    if (!published)
      return refuse(
        problem(
          'no-configuration',
          404,
          'There is no configuration yet',
          'Start the collector with CONFIG=…, publish on /surveys, or leave data-config out.',
        ),
      )
    const { body, etag } = await quotas.publish(project, published)
    const headers = { etag, 'cache-control': 'no-cache' }
    if (matches(context.req.header('if-none-match'), etag)) return context.body(null, 304, headers)
    return context.body(body, 200, { ...headers, 'content-type': 'application/json; charset=utf-8' })
  })
  return app
}
