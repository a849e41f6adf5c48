import { Hono } from 'hono'
import { BOM, line } from '../export/csv'
import { fileHeaders } from '../export/stream'
import { scopeOf } from '../report/scope'
import type { Band, CommentPlace, Scope } from '../store'
import { type CommentSearch, commentsPage } from './comments'
import { choicesOf } from './filters'
import type { Gate } from './gate'
import { headers } from './http'
import type { Place } from './place'
import { placedVoice, touchpointNames } from './read-comments'
import { noResponsePage, responsePage } from './response'
import type { ResultsOptions } from './route'

const A_PAGE = 50
const A_FILE = 5000
const LONGEST_QUERY = 100

const isBand = (text: string | null): text is Band => text === 'low' || text === 'middle' || text === 'high'

const searchOf = (url: string): CommentSearch & { readonly after: CommentPlace | null } => {
  const { searchParams } = new URL(url)
  const text = (name: string) => searchParams.get(name)?.trim().slice(0, LONGEST_QUERY) || null
  const band = text('band')
  const [occurredAt, id] = (searchParams.get('after') ?? '').split('~')
  const [theme, themeIn] = [text('theme'), text('in')]
  return {
    query: text('q'),
    touchpoint: text('touchpoint'),
    band: isBand(band) ? band : null,
    theme: theme && themeIn ? theme : null,
    themeIn: theme && themeIn ? themeIn : null,
    after: occurredAt && id && !Number.isNaN(Date.parse(occurredAt)) ? { occurredAt, id } : null,
  }
}

/** `/results/comments`, its file, and one response by itself. */
export const commentRoutes = ({ store, findings, config, now }: ResultsOptions, gate: Gate): Hono => {
  const app = new Hono()

  const read = (scope: Scope, { query, band, touchpoint, theme, themeIn, after }: ReturnType<typeof searchOf>, limit: number) =>
    findings.findComments(scope, {
      touchpoint,
      theme: theme && themeIn ? { key: theme, language: themeIn } : null,
      limit,
      ...(query && { query }),
      ...(band && { band }),
      ...(after && { after }),
    })

  app.get('/results/comments', (context) =>
    gate.enter(context, 'The page of comments', 'read', async (view, place) => {
      const search = searchOf(context.req.url)
      const scope = scopeOf(context.req.url, place.project, now())
      const configuration = (await config.current(place.project))?.config ?? null
      const [{ found, themes, scanned, touchpoints }, dimensions] = await Promise.all([
        read(scope, search, A_PAGE + 1),
        store.dimensions({ ...scope, filters: [] }),
      ])
      const shown = found.slice(0, A_PAGE)
      const last = shown.at(-1)
      return commentsPage(
        view,
        place,
        search,
        {
          found: shown.map(placedVoice),
          next: found.length > A_PAGE && last ? `${last.occurredAt}~${last.id}` : null,
          themes,
          scanned,
          touchpoints: touchpointNames(view, configuration, touchpoints),
          choices: choicesOf(dimensions),
        },
        configuration,
      )
    }),
  )

  app.get('/results/comments.csv', (context) =>
    gate.enter(context, 'The file of comments', 'read', async (_, place) => {
      const { found } = await read(scopeOf(context.req.url, place.project, now()), searchOf(context.req.url), A_FILE)
      const separator = context.req.query('separator') === 'semicolon' ? ';' : ','
      const rows = found.flatMap((response) =>
        placedVoice(response).comments.map(({ question, text }) =>
          line(
            [
              response.occurredAt,
              response.touchpoint.id,
              response.survey,
              response.instrument.type,
              response.score,
              response.instrument.locale,
              question,
              text,
              response.id,
              response.simulated ? 1 : 0,
            ],
            separator,
          ),
        ),
      )
      const columns = [
        'occurred_at',
        'touchpoint',
        'survey',
        'metric',
        'score',
        'locale',
        'question',
        'comment',
        'response_id',
        'simulated',
      ]
      return new Response(BOM + line(columns, separator) + rows.join(''), {
        headers: fileHeaders('text/csv; charset=utf-8', `${place.project}-comments.csv`),
      })
    }),
  )

  app.get('/results/responses/:id', (context) =>
    gate.enter(context, 'The page of a response', 'read', async (view, place: Place) => {
      const configuration = (await config.current(place.project))?.config ?? null
      const response = await store.response(place.project, context.req.param('id'))
      if (response === null) return context.html(noResponsePage(view, place), 404, headers)
      const { responses, contacts } = await store.person(place.project, response.respondent.id)
      const journey = responses.filter(({ test, respondent }) => test === response.test && respondent.kind === response.respondent.kind)
      const names = touchpointNames(
        view,
        configuration,
        journey.map(({ touchpoint }) => touchpoint.id),
      )
      return responsePage(
        view,
        place,
        {
          response,
          journey,
          hasContact: contacts.some((contact) => contact.response === response.id),
          nameOf: (id) => names.find((one) => one.id === id)?.name ?? id,
        },
        configuration,
      )
    }),
  )
  return app
}
