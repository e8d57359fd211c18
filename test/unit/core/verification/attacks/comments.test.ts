import { commentAttacks } from '#test/support/attacks/comments'
import { describeAttacks } from '#test/support/attacks/judge-variant'

describeAttacks('comments that hide what a certified document says', await commentAttacks())
