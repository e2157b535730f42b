"""Questions that producers answer in public, their replies to reviews, and what buyers thank them with."""
