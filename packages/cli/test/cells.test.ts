import { expect, test } from 'vitest'
import { cellsOf, cutEnd, cutMiddle, padCells } from '../src/live/cells.ts'

test.each([
  ['jack', 4],
  ['客服中心', 8],
  ['고객센터', 8],
  ['ｊａｃｋ', 8],
  ['a😀b', 4],
  ['e\u0301', 1],
  ['', 0],
])('%j takes %i columns', (text, cells) => {
  expect(cellsOf(text)).toBe(cells)
  expect(cellsOf(padCells(text, 12))).toBe(12)
})

test.each([
  ['jack', 4, 'jack', 'jack'],
  ['customer-0001', 9, 'customer…', 'cust…0001'],
  ['客服中心第一组', 9, '客服中心…', '客服…一组'],
  ['客服中心第一组', 8, '客服中…', '客服…组'],
  ['customer', 1, '…', '…'],
])('%j cut to %i columns', (text, cells, end, middle) => {
  expect([cutEnd(text, cells), cutMiddle(text, cells)]).toEqual([end, middle])
})

test('nothing that is cut is wider than it may be', () => {
  for (const text of ['a-callee-with-quite-a-long-name', '客服中心第一组客服中心第一组', 'a客b服c中d心']) {
    for (let cells = 1; cells < 40; cells++) {
      for (const cut of [cutEnd, cutMiddle]) expect(cellsOf(cut(text, cells))).toBeLessThanOrEqual(cells)
    }
  }
})
