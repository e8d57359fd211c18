import { AppError } from '#contract'
import type { Actors } from '#seeds/fill/cast'
import { createIncomingRun } from '#seeds/fill/incoming'
import { createOutgoingRun } from '#seeds/fill/outgoing'
import type { DemoPorts, Report } from '#seeds/fill/ports'
import type { Arrival } from '#seeds/fill/senders'
import type { Story } from '#seeds/plan/stories'
import { vietnamDate } from '#seeds/plan/work-time'

type Turn = { at: Date; run: () => Promise<void> }

type Company = {
  actors: ReadonlyMap<string, Actors>
  /** What arrives, by the story's key. */
  arrivals: ReadonlyMap<string, Arrival>
  signal: AbortSignal | undefined
}

function turnsOf(office: DemoPorts, story: Story, { actors: all, arrivals }: Company, today: string): Turn[] {
  const actors = all.get(story.agencyKey)
  if (actors === undefined) throw new RangeError(`nobody acts for ${story.agencyKey}`)
  if (story.direction === 'outgoing') {
    const run = createOutgoingRun(office, story, actors)
    return story.steps.map(({ name, at }) => ({ at, run: () => run(name, at) }))
  }
  const arrival = arrivals.get(story.key)
  if (arrival === undefined) throw new RangeError(`nothing arrives for ${story.key}`)
  const run = createIncomingRun(office, story, { actors, arrival, today })
  return story.steps.map(({ name, at }) => ({ at, run: () => run(name, at) }))
}

/** Lets all stories happen together in the order of time, so that numbers rise with dates (NĐ 30/2020, Điều 15.1). */
export async function playStories(
  office: DemoPorts,
  stories: readonly Story[],
  company: Company,
  report: Report,
): Promise<void> {
  const today = vietnamDate(office.clock.now())
  const turns = stories.flatMap((story) => turnsOf(office, story, company, today))
  turns.sort((left, right) => left.at.getTime() - right.at.getTime())
  for (const [index, turn] of turns.entries()) {
    if (company.signal?.aborted) throw new AppError('cancelled')
    await turn.run()
    if (index % 10 === 0) report({ step: 'signed-documents', done: index, of: turns.length })
  }
  report({ step: 'signed-documents', done: turns.length, of: turns.length })
}
