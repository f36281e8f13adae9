import { ApiError } from '../api-error.ts'
import type { Handler } from './handler.ts'

interface RecordFilterBody {
  readonly StartTime?: number
  readonly EndTime?: number
  readonly NumberPerPage?: number
  readonly Page?: number
  readonly CallResult?: string
  readonly CallType?: string
}

const getRecordByCallid: Handler = (body, { app }) => {
  const record = app.records.find((body as { CallId: string }).CallId)
  if (!record) throw new ApiError(101050, 'the record does not exist; records appear 5 s after the end of a call')
  return { Response: { CallRecord: record } }
}

const getRecordByFilter: Handler = (body, { app }) => {
  const { StartTime, EndTime, NumberPerPage = 10, Page = 1, CallResult, CallType } = body as RecordFilterBody
  const found = app.records.list({ from: StartTime, to: EndTime, result: CallResult, type: CallType })
  const page = found.slice((Page - 1) * NumberPerPage, Page * NumberPerPage)
  if (page.length === 0) throw new ApiError(101050, 'no record matches')
  return { Response: { TotalNum: found.length, Page, CallRecordList: page } }
}

export const recordHandlers = { getRecordByCallid, getRecordByFilter } satisfies Record<string, Handler>
