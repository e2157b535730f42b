"""What a producer prepares for the next assessment: papers, criteria, notes. A self-assessment, never a certificate."""
