import { expect, test } from 'vitest'
import { banned } from '../scripts/prose/banned.ts'
import { findBanned } from '../scripts/prose/find-banned.ts'

test('a banned phrase is found with its line and the better words', () => {
  const text = '# Retries\n\nWhat is lost is repeated by itself.\nconst useDeed = 1\n'
  expect(findBanned(text)).toEqual([
    { line: 3, words: 'by itself', instead: 'automatically' },
    { line: 4, words: 'useDeed', instead: 'action' },
  ])
})

test('a phrase is found across the lines of a comment, whatever its case', () => {
  expect(findBanned('/**\n * The answer, In the\n * place of the request.\n */')).toEqual([
    { line: 2, words: 'In the * place of', instead: 'instead of' },
  ])
})

test('words that only contain a banned one are accepted', () => {
  expect(findBanned('recommended, amend the indeed stranger-looking line; onDeedEnd; beHad')).toEqual([])
})

test('every entry finds each of its own words', () => {
  for (const { words } of banned) {
    for (const word of words.split('|')) expect(findBanned(`a ${word} b`), word).toHaveLength(1)
  }
})
