"""What several rooms draw with; it knows no view."""
