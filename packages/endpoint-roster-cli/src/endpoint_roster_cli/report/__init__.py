"""One page of HTML that tells what a listing tells, without a line from elsewhere."""
