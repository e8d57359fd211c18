import { useEffect, useRef, useState } from 'react'

/** How long the typing must rest before the office is asked. */
const REST_MS = 220

/** Text that is shown at once and handed on when the typing rests; a change from outside (address, back) wins. */
export function useTyping(value: string, onRest: (value: string) => void): [string, (value: string) => void] {
  const [state, setState] = useState({ typed: value, known: value })
  const rest = useRef(onRest)
  if (state.known !== value) setState({ typed: value, known: value })

  useEffect(() => {
    rest.current = onRest
  })
  useEffect(() => {
    if (state.typed === value) return undefined
    const timer = setTimeout(() => {
      rest.current(state.typed)
    }, REST_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [state.typed, value])

  return [
    state.typed,
    (typed) => {
      setState((before) => ({ ...before, typed }))
    },
  ]
}
