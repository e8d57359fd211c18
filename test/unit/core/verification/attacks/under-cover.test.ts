import { describeAttacks } from '#test/support/attacks/judge-variant'
import { underCoverAttacks } from '#test/support/attacks/under-cover'

describeAttacks('what is not permitted, under cover of what is', await underCoverAttacks())
