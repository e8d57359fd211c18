import { describeAttacks } from '#test/support/attacks/judge-variant'
import { shadowAttacks } from '#test/support/attacks/shadow'

describeAttacks('shadow attacks', await shadowAttacks())
