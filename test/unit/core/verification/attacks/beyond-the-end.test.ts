import { beyondTheEnd } from '#test/support/attacks/beyond-the-end'
import { describeAttacks } from '#test/support/attacks/judge-variant'

describeAttacks('objects that the signed bytes place behind their end', await beyondTheEnd())
