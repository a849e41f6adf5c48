import { Hono } from 'hono'
import { choiceOf, galleryPage } from './page'

/** `/gallery`: what is looked at is in the address, so that it can be sent to a colleague. */
export const gallery = (): Hono => new Hono().get('/gallery', (context) => context.html(galleryPage(choiceOf(context.req.query()))))
