import { describe, expect, test } from 'vitest'
import { en } from '#renderer/text/en/index.ts'
import { vi } from '#renderer/text/vi/index.ts'

type Words = { readonly [key: string]: string | readonly string[] | Words }

/** Every word with the path to it: `common.save` and `Lưu`. */
const flat = (words: Words | readonly string[], prefix = ''): [string, string][] =>
  Object.entries<string | readonly string[] | Words>(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : flat(value, `${prefix}${key}.`),
  )

const keysOf = (words: Words) => flat(words).map(([key]) => key)
const gapsOf = (words: Words) =>
  flat(words).map(([key, word]) => [key, [...word.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()])
const emptyOf = (words: Words) => flat(words).flatMap(([key, word]) => (word.trim() === '' ? [key] : []))

describe('the words of the page', () => {
  test('both languages have the same keys', () => {
    expect(keysOf(vi).length).toBeGreaterThan(300)
    expect(keysOf(en)).toEqual(keysOf(vi))
  })

  test('a sentence has the same gaps to fill in both languages', () => {
    expect(gapsOf(en)).toEqual(gapsOf(vi))
  })

  test('what is said in one language is said in the other', () => {
    expect(emptyOf(en)).toEqual(emptyOf(vi))
  })
})
