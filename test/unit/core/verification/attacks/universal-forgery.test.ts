import { describeAttacks } from '#test/support/attacks/judge-variant'
import { universalForgery } from '#test/support/attacks/universal-forgery'

describeAttacks('universal signature forgery', await universalForgery())
