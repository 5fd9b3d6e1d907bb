import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { errors, XianceError } from '../contract/errors.ts'
import type { Failure } from '../contract/routes.ts'
import { errorText } from '../locale/errorText.ts'
import type { AppParts } from './parts.ts'

export function failureOf(error: XianceError): Failure {
  const zh = errorText(error, 'zh')
  const en = errorText(error, 'en')
  return {
    code: error.code,
    what: { zh: zh.what, en: en.what },
    next: { zh: zh.next, en: en.next },
    details: { ...error.details },
  }
}

/** Every error leaves as a `Failure`: ours as it is, a broken request named, anything else with a number to ask for. */
export function answerFailures(app: FastifyInstance, { log }: AppParts): void {
  app.setErrorHandler(async (error, request, reply) => {
    const known = ourError(error)
    if (known === null) {
      const id = randomUUID().slice(0, 8)
      log(
        `${id} ${request.method} ${request.routeOptions.url ?? '?'} ${error instanceof Error ? error.stack : String(error)}`,
      )
      return reply.status(errors.INTERNAL.http).send(failureOf(new XianceError('INTERNAL', { problem: id })))
    }
    return reply.status(errors[known.code].http).send(failureOf(known))
  })
  app.setNotFoundHandler(async (request, reply) => {
    const failure = failureOf(new XianceError('NOT_FOUND', { path: request.url.slice(0, 200) }))
    return reply.status(errors.NOT_FOUND.http).send(failure)
  })
}

function ourError(error: unknown): XianceError | null {
  if (error instanceof XianceError) return error
  const { code, statusCode, message, validation } = error as {
    code?: string
    statusCode?: number
    message?: string
    validation?: unknown
  }
  const isRequest = validation !== undefined || (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
  return isRequest ? new XianceError('REQUEST_INVALID', { problem: message ?? String(code) }) : null
}
