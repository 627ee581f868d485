import { cardFrame } from '@/lib/web/card-frame/document'

/** The empty frame of the card preview: the same for everybody, and it holds nothing. */
export const GET = (request: Request) => cardFrame(new URL(request.url).searchParams.get('images') === 'on')
