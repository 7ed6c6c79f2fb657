import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from './house.ts'

/** Over https the cookie is bound to this very host; the plain name is for a machine's own address only. */
function cookieName(house: House): string {
  return house.secure ? '__Host-heed' : 'heed'
}

const tokenForm = /^[A-Za-z0-9_-]{43}$/

/** The token of the session that the request carries: its cookie, or a service's bearer token. */
export function tokenOf(house: House, request: FastifyRequest): string | undefined {
  const bearer = request.headers.authorization
  const sent = bearer?.startsWith('Bearer ') ? bearer.slice(7) : request.cookies[cookieName(house)]
  return sent !== undefined && tokenForm.test(sent) ? sent : undefined
}

/** Gives the browser its session: not readable by scripts, not sent by other sites, gone when it closes. */
export function setSession(house: House, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName(house), token, {
    path: '/',
    httpOnly: true,
    secure: house.secure,
    sameSite: 'lax',
  })
}

/** Takes the session away from the browser and asks it to forget what it kept. */
export function clearSession(house: House, reply: FastifyReply): void {
  reply.clearCookie(cookieName(house), {
    path: '/',
    httpOnly: true,
    secure: house.secure,
    sameSite: 'lax',
  })
  reply.header('clear-site-data', '"cache", "storage"')
}
