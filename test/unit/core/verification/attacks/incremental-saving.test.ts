import { incrementalSaving } from '#test/support/attacks/incremental-saving'
import { describeAttacks } from '#test/support/attacks/judge-variant'

describeAttacks('incremental saving attacks', await incrementalSaving())
