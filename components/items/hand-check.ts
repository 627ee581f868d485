import { type HandItem, itemFromHand } from '@/lib/model/items/hand-item'
import { bodyLimits } from '@/lib/model/items/item'

// In a file of its own, which the form loads once somebody is there: the rules are larger than the form.
export const checkHand = (hand: HandItem, given: Parameters<typeof itemFromHand>[1]) => ({
  ...itemFromHand(hand, given),
  limits: bodyLimits,
})
