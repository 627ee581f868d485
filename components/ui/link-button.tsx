import { Button } from './button'
import { buttonStyle, type Look } from './button-style'
import { Link, type LinkProps } from './link'

interface Props extends Omit<LinkProps, 'className'> {
  look?: Look
  disabledReason?: string | null
}

/** A link that looks like a button; with a reason it is a disabled button. */
export function LinkButton({ look = 'plain', disabledReason, children, ...rest }: Props) {
  if (disabledReason) {
    return (
      <Button look={look} disabledReason={disabledReason}>
        {children}
      </Button>
    )
  }
  return (
    <Link {...rest} className={buttonStyle(look)}>
      {children}
    </Link>
  )
}
